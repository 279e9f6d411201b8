/// What a record can be turned into for other programs.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// Tables, RFC 4180: curves, layers, histograms, samples, probes, Jacobians, events, looks at what
  /// was held out, answers over the features.
  case csv
  /// The whole record as one object.
  case json
  /// One object a line: the run, then points, layers, samples, looks, events and
  /// answers over the features.
  case jsonl
  /// An event file that TensorBoard opens. Its scalars are float32: what is below 10⁻⁴⁵ is 0 there.
  case tensorboard
  /// A run log, which this program reads too.
  case log
}
