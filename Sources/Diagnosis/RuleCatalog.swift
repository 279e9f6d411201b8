/// All rules, causes before their consequences: the one list that judging, `explain` and the tests
/// read. The order decides which of two errors gives a run its verdict.
public enum RuleCatalog {
  /// Every rule.
  public static let all: [any Rule] = [
    UnscaledInputs(), ConstantFeatures(), Outliers(), ImbalancedClasses(),
    AnswerInFeatures(), LossMismatch(), SymmetricUnits(), DecayDominates(),
    ExplodingGradient(), SignalExplosion(), NonFiniteValues(), Diverged(),
    ForgetGateClosed(), AttentionLogitsLarge(), AttentionEntropyCollapse(),
    VanishingGradient(), GradientUnderflow(), SignalCollapse(), DeadLayer(), DyingReLU(),
    Saturation(), BornSilentUnits(), TokensAlike(), BatchNormOfFew(), PoorInitialization(),
    UpdatesTooLarge(),
    UpdatesClipped(), UpdatesTooSmall(), ScheduleEndsTraining(), LinearNetwork(), TooFewUnits(),
    LossNotDecreasing(), LossOscillating(), Overfitting(), UnexpectedInitialLoss(),
    LearnedTooLittle(), TooShortToJudge(), NoBetterThanBaseRate(), TaskAssumed(),
  ]
}
