/// When what is measured, by default. A quantity is as rare as it must be for all of them together to
/// cost little beside the training steps.
extension RecordingSchedule {
  /// Time points of the scalars: each of the first 100 steps, then 2 % further on.
  static func timePoints(every: Int?) -> Self { Self(every: every) }

  /// Histograms, which cost about half of a narrow network's step: each of the first 10 steps, then
  /// 30 % further on.
  static func histograms(every: Int?) -> Self { Self(every: every, dense: 10, growth: 0.3) }

  /// Comparing gradients with the next step's and with their own noise, for which a wide network's
  /// are copied: steps 0, 1, 2, 4, 8 and so on, each at the first sample that is not before it.
  static func comparisons(every: Int?) -> Self { Self(every: every, dense: 1, growth: 1) }

  /// Looks at the probe set, which cost more than a step: 0, 8, 24, 72 and so on.
  static var looks: Self { Self(dense: 0, growth: 2, least: 8) }

  /// Singular values, which cost a narrow network as much as several steps: with the looks at 0, 72,
  /// 648, 5,832 and so on.
  static var spectra: Self { Self(dense: 0, growth: 8, least: 72) }
}
