import Records

/// Why a rule cannot be applied to a run: the record lacks something, or the rule does not concern it.
public struct NotApplicable: Sendable, Hashable {
  /// What kind of thing the record lacks; nil where it lacks nothing.
  public let lack: Lack?
  /// The thing alone, as "the batch size"; nil where it has no name of its own.
  public let thing: String?
  /// The reason, as "needs the batch size, which is not known".
  public let words: String

  private init(_ lack: Lack?, thing: String? = nil, words: String) {
    (self.lack, self.thing, self.words) = (lack, thing, words)
  }

  /// "needs the losses of single steps".
  ///
  /// - Parameter note: what follows the thing, with its comma.
  public static func needs(_ thing: String, _ lack: Lack, note: String = "") -> NotApplicable {
    NotApplicable(lack, thing: thing, words: "needs \(thing)\(note)")
  }

  /// "needs the batch size, which is not known".
  public static func unknown(
    _ thing: String, _ lack: Lack, isPlural: Bool = false
  ) -> NotApplicable {
    needs(thing, lack, note: ", which \(isPlural ? "are" : "is") not known")
  }

  /// A reason with words of its own: "the run was not made once more with more units".
  public static func because(
    _ words: String, lacking lack: Lack, thing: String? = nil
  ) -> NotApplicable {
    NotApplicable(lack, thing: thing, words: words)
  }

  /// Nothing is lacking; the rule is about something else: "no place has a batch norm".
  public static func doesNotConcern(_ words: String) -> NotApplicable {
    NotApplicable(nil, words: words)
  }

  /// "lacks deltaRMS of hidden layers", and of the thing "δ (deltaRMS) of hidden layers".
  static func lacks(_ quantities: [Quantity], of chain: String) -> NotApplicable {
    func list(_ name: (Quantity) -> String) -> String {
      "\(quantities.map(name).joined(separator: ", ")) of \(chain)"
    }
    return NotApplicable(
      .signals,
      thing: list { quantity in signs[quantity].map { "\($0) (\(quantity.name))" } ?? quantity.name
      },
      words: "lacks " + list(\.name))
  }

  private static let signs: [Quantity: String] = [
    .deltaRMS: "δ", .weightNorm: "‖W‖", .preactivationRMS: "z",
    .activationStd: "the deviation of a", .saturatedFraction: "the saturated share",
  ]
}
