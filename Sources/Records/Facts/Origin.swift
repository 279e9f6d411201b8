/// Which program a record comes from.
public struct Origin: Codable, Sendable, Hashable {
  /// The program that wrote it, such as `gradscope`.
  public var program: String
  /// What the network was made with, such as `PyTorch`; nil where that is not said.
  public var framework: String?
  /// Versions by name, such as `torch: 2.13.0`.
  public var versions: [String: String]

  /// An origin of these names.
  public init(program: String = "", framework: String? = nil, versions: [String: String] = [:]) {
    self.program = program
    self.framework = framework
    self.versions = versions
  }

  /// Decodes an origin; what is missing is not known.
  ///
  /// - Throws: `DecodingError` where a value is of another type than its key's.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      program: try values.decodeIfPresent(String.self, forKey: .program) ?? "",
      framework: try values.decodeIfPresent(String.self, forKey: .framework),
      versions: try values.decodeIfPresent([String: String].self, forKey: .versions) ?? [:])
  }

  /// This program.
  public static let gradscope = Origin(program: "gradscope", framework: "gradscope")

  /// Whether the run was trained by this program, so that it can be trained again with other options.
  public var isOwn: Bool { framework == Self.gradscope.framework }
}
