import Testing

@testable import Reports

struct ShownCommandTests {
  @Test(arguments: [
    ("gradscope compare --depth 10", "gradscope compare --depth 10"),
    (
      "gradscope train --quiet --depth 20 --output a --no-store --pictures all",
      "gradscope train --depth 20"
    ),
    ("gradscope train --output='my pictures' --seed 2", "gradscope train --seed 2"),
    ("gradscope train --output 'my pictures' --seed 2", "gradscope train --seed 2"),
    ("gradscope diagnose 'my run' --color never", "gradscope diagnose 'my run'"),
  ])
  func whatOnlySaysWhereOutputGoesIsLeftOut(_ command: String, _ shown: String) {
    #expect(ShownCommand.text(command) == shown)
  }
}
