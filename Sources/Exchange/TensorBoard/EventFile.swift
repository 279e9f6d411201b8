import Records

/// The bytes of an event file, which TensorBoard reads: a sequence of TFRecord frames, each with one
/// `Event` message.
struct EventFile {
  /// The frames so far.
  private(set) var bytes: [UInt8] = []

  /// A file with its version, which is the first event.
  init(wallTime: Double) {
    var event = ProtobufMessage()
    event.set(1, double: wallTime)
    event.set(3, text: "brain.Event:2")
    append(event.bytes)
  }

  /// Adds an event with these values, each under its tag.
  mutating func append(step: Int, wallTime: Double, _ values: [ProtobufMessage]) {
    guard !values.isEmpty else { return }
    var summary = ProtobufMessage()
    for value in values { summary.set(1, message: value) }
    var event = ProtobufMessage()
    event.set(1, double: wallTime)
    event.set(2, integer: step)
    event.set(5, message: summary)
    append(event.bytes)
  }

  private mutating func append(_ data: [UInt8]) { bytes += RecordFrame.bytes(of: data) }

  /// A scalar under a tag.
  static func scalar(_ tag: String, _ value: Double) -> ProtobufMessage {
    var message = ProtobufMessage()
    message.set(1, text: tag)
    message.set(2, float: Float(value))
    return message
  }

  /// A histogram under a tag. Its sums are those of values in the middle of their bins: they are
  /// not kept. What is not finite is not in it.
  static func histogram(_ tag: String, _ histogram: MagnitudeHistogram) -> ProtobufMessage {
    let buckets = HistogramBuckets(histogram)
    var body = ProtobufMessage()
    body.set(1, double: buckets.smallest)
    body.set(2, double: buckets.limits.last ?? 0)
    body.set(3, double: buckets.counts.reduce(0, +))
    body.set(4, double: buckets.sum)
    body.set(5, double: buckets.squares)
    body.set(6, doubles: buckets.limits)
    body.set(7, doubles: buckets.counts)
    var message = ProtobufMessage()
    message.set(1, text: tag)
    message.set(5, message: body)
    return message
  }
}
