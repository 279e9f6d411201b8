import Foundation
import Records
import Texts

extension TrainingPlan {
  /// The plan as a record carries it.
  public var json: JSONValue {
    // Values of this module, whose every number has a text.
    guard let text = try? JSONText.encode(self, pretty: false),
      let value = try? JSONText.decode(JSONValue.self, from: text)
    else { return .null }
    return value
  }

  /// The plan that a record carries; nil where it carries none, or one that is not valid.
  public init?(_ json: JSONValue?) {
    guard let json, json != .null, let text = try? JSONText.encode(json, pretty: false),
      let plan = try? JSONText.decode(TrainingPlan.self, from: text)
    else { return nil }
    self = plan
  }

  /// The plan that a record was trained by; nil where it carries none, as one from another program.
  public init?(of record: RunRecord) { self.init(record.plan) }
}
