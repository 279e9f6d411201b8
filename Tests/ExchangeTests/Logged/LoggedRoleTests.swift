import Testing

@testable import Exchange

/// What a column is, by the names that tools write.
@Suite struct LoggedRoleTests {
  @Test(
    arguments: [
      ("loss", LoggedRole.loss), ("Loss/train", .loss), ("train/loss", .loss),
      ("train_loss", .loss),
      ("training_loss", .loss), ("Train Loss", .loss), ("train_loss_step", .loss),
      ("train_loss_epoch", .loss), ("epoch_loss", .loss), ("total_loss", .loss),
      ("lively-sun-3 - train/loss", .loss), ("trainLoss", nil), ("loss_cls", nil),
      ("val_loss", .validationLoss), ("Loss/val", .validationLoss), ("eval/loss", .validationLoss),
      ("eval_loss", .validationLoss), ("validation/loss", .validationLoss),
      ("val/val_loss", .validationLoss), ("test_loss", .validationLoss),
      ("validation/epoch_loss", .validationLoss), ("train/train_loss", nil),
      ("accuracy", .accuracy), ("train_acc", .accuracy), ("val_accuracy", .validationAccuracy),
      ("Accuracy/val", .validationAccuracy), ("sparse_categorical_accuracy", .accuracy),
      ("grad_norm", .gradientNorm), ("train/grad_norm", .gradientNorm),
      ("gradient_norm", .gradientNorm), ("gradients/norm", .gradientNorm),
      ("grad_2.0_norm_total", .gradientNorm), ("norm", nil), ("weight_norm", nil),
      ("lr", .learningRate), ("learning_rate", .learningRate), ("lr-Adam", .learningRate),
      ("lr-SGD/pg1", .learningRate), ("train/learning_rate", .learningRate),
      ("step", .step), ("Step", .step), ("_step", .step), ("global_step", .step),
      ("trainer/global_step", .step), ("iteration", .step), ("epoch", .step), ("_runtime", nil),
      ("eval_runtime", nil), ("", nil), (" - ", nil), ("é", nil),
    ] as [(String, LoggedRole?)])
  func aNameTellsWhatAColumnIs(_ name: String, _ role: LoggedRole?) {
    #expect(LoggedRole.of(name)?.role == role, "\(name)")
  }

  /// A name that stood in two lists would be one thing or the other by chance.
  @Test func noNameIsOfTwoThings() {
    let names = LoggedRole.allCases.flatMap { $0.names.flatMap { Set($0) } }
    #expect(Set(names).count == names.count)
    for name in names { #expect(LoggedRole.plain(name) == name, "\(name)") }
  }

  @Test func theStepOfTheTrainerGoesBeforeThatOfTheTool() {
    let ranks = ["trainer/global_step", "_step", "iteration", "epoch"].map {
      LoggedRole.of($0)?.rank ?? -1
    }
    #expect(ranks == [0, 1, 2, 3])
  }

  @Test func whatWasSaidGoesBeforeTheNames() throws {
    let choice = try ColumnChoice.reading(["loss=nll", "step=t"]).get()
    #expect(choice.role(of: "nll")?.role == .loss && choice.role(of: "t")?.role == .step)
    #expect(choice.role(of: "loss") == nil && choice.role(of: "lr")?.role == .learningRate)
    for wrong in [["loss"], ["loss="], ["los=x"], ["loss=a", "loss=b"], [""]] {
      #expect(throws: ColumnChoiceError.self) { try ColumnChoice.reading(wrong).get() }
    }
  }
}
