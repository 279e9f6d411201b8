import Experiments
import Networks
import Reports

/// What activations make of z, how steep they are there, and which one stands where.
struct ActivationsLesson: Lesson {
  let options: [LessonOption] = [.inputs, .activation]
  let sliders = [
    LessonSlider(
      .activation,
      [
        "", "elu", "selu", "gelu", "silu", "softplus", "mish", "hard-tanh", "leaky-relu:0.2",
        "exponential",
        "identity",
      ], start: "")
  ]
  let card = LessonCard(
    name: "activations", topic: "value and slope of each activation, and which one stands where",
    question: "What does an activation do to a number, and what does it leave of a gradient?",
    guess:
      "On the way back every gradient is multiplied by the slope φ′(z) of the activation. How "
      + "large is the slope of the sigmoid at most: 1, ½ or ¼?",
    mistake:
      "Sigmoid in every hidden layer because it looks like a probability. Take ReLU there "
      + "(leaky-relu where units fall silent); keep sigmoid and softmax for the output, where a "
      + "probability is wanted.",
    next: [
      .init("lesson activations --activation gelu", "another one beside them"),
      .init("lesson activations --inputs -20,-5,0,5,20", "far away from 0"),
      .init("lesson vanishing", "what slopes of at most ¼ do over many layers"),
    ])

  /// Those of the chapter.
  static let known: [any Activation] = [Sigmoid(), Tanh(), ReLU(), LeakyReLU()]

  func report(_ settings: LessonSettings, stop: StopSignal) async throws -> LessonReport {
    let z = try settings.numbers(.inputs, or: [-3, -1, 0, 1, 3], count: 1...9, in: -100...100)
    let own = settings.texts[.activation] == nil ? nil : try settings.activation(or: "")
    let added = own.flatMap { own in Self.known.contains { $0.name == own.name } ? nil : own }
    let shown = Self.known + (added.map { [$0] } ?? [])
    let sheets = shown.map { ActivationSheet($0, at: z) }
    var numbers: [String: [Double]] = ["z": z]
    for sheet in sheets {
      numbers[sheet.name] = sheet.values
      numbers["\(sheet.name)′"] = sheet.slopes
    }
    return LessonReport(
      card, settings,
      parts: [
        .prose(
          "An activation φ makes what a neuron passes on of its weighted sum z. φ′ is its slope: "
            + "how much the "
            + "output moves when z moves a little. Without any φ, layers on layers would be one "
            + "weighted sum."),
        .table(Self.table(z, sheets.prefix(Self.known.count))),
      ] + (added == nil ? [] : [.table(Self.table(z, sheets.suffix(1)))]) + [
        .observation(Self.quarter(sheets[0])), .observation(Self.halves(sheets[2], sheets[3])),
        .heading("How much slope there is, and where there is none"), .table(Self.slopes(sheets)),
      ] + (added == nil ? [] : [.observation(Self.own(sheets[sheets.count - 1]))]) + [
        .heading("Which one at the output: what the task asks for"), .table(try Self.outputs()),
      ],
      numbers: numbers, figures: [Self.figure(sheets, z, settings)])
  }

  private static func table(_ z: [Double], _ sheets: some Collection<ActivationSheet>) -> PlainTable
  {
    PlainTable(
      columns: [.init("z")] + sheets.flatMap { [.init($0.name), .init("φ′")] },
      rows: z.indices.map { index in
        [.init("\(Shown.exact(z[index]))")]
          + sheets.flatMap {
            [.init("\(Shown($0.values[index]))"), .init("\(Shown($0.slopes[index]))")]
          }
      })
  }

  private static func slopes(_ sheets: [ActivationSheet]) -> PlainTable {
    PlainTable(
      columns: [
        .init("φ"), .init("steepest φ′"), .init("of 10 layers"), .init("flat where"),
        .init("first weights"), .init("silent?"),
      ],
      rows: sheets.map { sheet in
        [
          .init(sheet.name), .init("\(sheet.steepest)"), .init("\(sheet.tenLayers)"),
          .init(sheet.flatWords), .init(sheet.activation.matchingInitializer),
          .init(sheet.activation.canGoSilent ? "can be" : "no"),
        ]
      },
      notes: [
        .init(
          "of 10 layers: steepest φ′ to the tenth power, the most that ten slopes leave of a "
            + "gradient."),
        .init("flat: φ′ is below 5 % of its most there, and stays so. silent: 0 out and slope 0."),
      ])
  }

  /// What the library's losses do with the outputs of each task.
  private static func outputs() throws -> PlainTable {
    let tasks: [(words: String, prediction: Prediction, loss: String)] = [
      ("a number (regression)", .values(1), MeanSquaredError.name),
      ("yes or no", .classes(2), BinaryCrossEntropy.name),
      ("one of 3 classes", .classes(3), CategoricalCrossEntropy.name),
      ("3 labels, any of them", .flags(3), BinaryCrossEntropy.name),
    ]
    return PlainTable(
      columns: [.init("to predict"), .init("outputs"), .init("activation"), .init("loss")],
      rows: try tasks.map { task in
        let loss = try LossCatalog.loss(named: task.loss, predicting: task.prediction)
        return [
          .init(task.words), .init("\(loss.outputCount)"), .init(loss.output.rawValue),
          .init(loss.name),
        ]
      })
  }

  private static func quarter(_ sheet: ActivationSheet) -> Observation {
    let (most, limit) = (Shown(sheet.mostSeen), Shown(sheet.activation.maximumDerivative))
    let (here, at) = (Shown(sheet.slopes[sheet.flattest]), Shown.exact(sheet.z[sheet.flattest]))
    return Observation(
      Sentence(
        when: most <= limit, here < Shown(0.0125),
        says: "The sigmoid is nowhere steeper than \(limit); at z = \(at) its slope is \(here), so "
          + "that next to nothing of a gradient gets through."),
      Sentence(
        when: most <= limit, here < limit,
        says: "The sigmoid is nowhere steeper than \(limit), at z = 0; at z = \(at) its slope is "
          + "only \(here)."),
      Sentence(
        when: most <= limit,
        says: "The sigmoid is nowhere steeper than \(limit), which is what it has at z = \(at)."))
  }

  private static func halves(_ relu: ActivationSheet, _ leaky: ActivationSheet) -> Observation {
    let flat = relu.slopes.indices.filter { relu.slopes[$0] == 0 }
    let (none, all) = (Shown(flat.count), Shown(relu.slopes.count))
    let least = Shown(leaky.slopes.min() ?? .nan)
    return Observation(
      Sentence(
        when: none > Shown(0), least > Shown(0),
        says: "ReLU has slope 1 or 0, nothing between: for \(none) of these \(all) z it is 0, and "
          + "nothing gets back. leaky-relu leaves \(least) there, little, but not nothing."),
      Sentence(
        says: "ReLU has slope 1 for every one of these \(all) z, as all are above 0: it passes "
          + "gradients on whole."))
  }

  private static func own(_ sheet: ActivationSheet) -> Observation {
    let (least, most) = (Shown(sheet.slopes.min() ?? .nan), Shown(sheet.slopes.max() ?? .nan))
    let (one, zero) = (Shown(1), Shown(0))
    return Observation(
      Sentence(
        when: least < zero,
        says: "\(sheet.name) goes down in places: its slopes here are from \(least) to \(most), "
          + "and where one is below 0 a gradient changes its sign."),
      Sentence(
        when: most > one,
        says: "\(sheet.name) has slopes from \(least) to \(most) here: above 1 it makes gradients "
          + "larger."),
      Sentence(says: "\(sheet.name) has slopes from \(least) to \(most) at these z."))
  }
}
