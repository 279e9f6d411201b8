/// One command line of a case, what is done to it, and which ends of it are right.
struct HostileCommand: Sendable {
  /// What `Documentation/commands.md` allows: done, findings, and each kind of refusal.
  static let everyCode: Set<Int32> = [0, 1, 64, 65, 66, 71, 73]

  /// The arguments of the program.
  var arguments: [String]
  /// What the shell does before, such as `ulimit -n 5;`.
  var prelude = ""
  /// Where its streams lead, such as `2>&-`.
  var redirection = ""
  /// A signal, and after how many seconds it is sent.
  var signal: (number: Int32, after: Double)?
  /// The exit codes that are right.
  var codes = everyCode
  /// Whether the store of the folder may change.
  var mayChangeStore = false
  /// Whether it deletes the run that is in the store.
  var deletes: Bool { arguments.starts(with: ["runs", "delete"]) }
  /// Whether a run that takes long is interrupted rather than said to hang: its options ask for one.
  var mayTakeLong = false
  /// A file that is made before it, for it to read.
  var damage: Damage?
  /// Whether what is printed can be read: not where a stream is closed or memory is gone.
  var judgesStreams = true
}
