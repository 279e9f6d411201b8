import ArgumentParser
import Experiments
import Files
import Records
import Reports
import Texts

/// `gradscope predict`: what theory says of a network, without training it.
struct PredictCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Says how far a signal gets in a network, by theory, without training it.",
    discussion: """
      Mean-field theory of wide networks with random weights: the fixed point q*, the factor √χ by \
      which δ changes per layer, the depth scale ξ, the depth at which this configuration stops being \
      trainable, the gain that would be critical, and what every layer should show before the first \
      update.
      """)

  @OptionGroup(title: "Layers") var layers: LayerOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Data") var data: DataOptions
  @Option(help: "Of the output: as for train.") var loss = TrainingPlan.automatic
  @Option(parsing: .unconditional, help: "Examples a step (default: 64, or all if fewer).")
  var batchSize: Int?
  @Option(parsing: .unconditional, help: "Seed of the data's split.", transform: Seed.parse)
  var seed: UInt64 = 1
  @Option(help: "Folder for the picture (default: reports/predict).") var output = "reports/predict"
  @Option(help: "What standard output gets: text or json.") var format = PlainFormat.text
  @OptionGroup var color: ColorOption
  @OptionGroup var pictures: PictureOptions

  func run() async throws {
    try await ExitStatus.reporting {
      var configuration = TrainingPlan()
      try network.apply(to: &configuration)
      data.apply(to: &configuration)
      try layers.apply(to: &configuration, network)
      configuration.loss = loss
      configuration.seed = seed
      configuration.batchSize = batchSize ?? configuration.batchSize
      try ConfigurationCheck.checkAlone(configuration)
      var uses = FileUses()
      uses.add(self.data)
      let folder = try OutputFolder(
        output, for: [FigureSet.fileOfForecast(pictures.format)], beside: uses,
        pictures: pictures.areDrawn)
      let data = try self.data.load(for: configuration)
      if batchSize == nil {
        configuration.batchSize = min(configuration.batchSize, data.training.exampleCount)
      }
      let forecast = try RunTheory.forecast(configuration, on: data)
      let set = FigureSet(forecast, command: Invocation.command, format: pictures.format)
      // A document names its files, so that they are written before it; a reader gets the answer first.
      switch format {
      case .json:
        let files = pictures.areDrawn ? try folder.write { try set.write(into: $0) } : []
        try StandardOutput.write(
          JSONText.encode(ForecastDocument(forecast, files: files)), as: .json)
      case .text:
        try StandardOutput.write(ForecastSheet(forecast).blocks)
        guard pictures.areDrawn, !forecast.layers.isEmpty else { return 0 }
        let paths = try folder.write { try set.write(into: $0) }
        try StandardOutput.write([.blank, .line("Picture:")] + paths.map { .copyable("  \($0)") })
      }
      return 0
    }
  }
}
