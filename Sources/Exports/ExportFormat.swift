/// What a record can be turned into for other programs.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// Tables with one row a time point, RFC 4180: curves, layers, histograms.
  case csv
  /// The whole record as one object.
  case json
  /// One object a line: the run, then points, layers, samples, looks and events.
  case jsonl
  /// An event file that TensorBoard opens.
  case tensorboard
}
