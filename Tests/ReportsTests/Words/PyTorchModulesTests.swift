import Records
import Testing

@testable import Reports

/// Modules of a network as a program with PyTorch names them.
struct PyTorchModulesTests {
  @Test(arguments: [
    ("fc1", "model.fc1"), ("encoder.3", "model.encoder[3]"), ("0", "model[0]"),
    ("blocks.2.attention.query", "model.blocks[2].attention.query"),
    ("heads.class-b", "model.get_submodule(\"heads.class-b\")"),
  ])
  func aPathIsAnExpression(_ path: String, _ expression: String) {
    #expect(PyTorchModules.expression(path) == expression)
  }

  private static let lines: [(paths: [String], line: String)] = [
    ([], "draw(layer)"),
    (["encoder.3"], "draw(model.encoder[3])"),
    (["fc1", "fc2"], "for layer in (model.fc1, model.fc2): draw(layer)"),
    // The index that they differ in, evenly.
    (["0", "2", "4", "6"], "for i in range(0, 7, 2): draw(model[i])"),
    (["blocks.0.fc", "blocks.1.fc", "blocks.2.fc"], "for i in range(3): draw(model.blocks[i].fc)"),
    (["net.3", "net.4", "net.5"], "for i in range(3, 6): draw(model.net[i])"),
    // Not evenly, and not alike.
    (["0", "3", "4"], "for layer in (model[0], model[3], model[4]): draw(layer)"),
    (["a.0.x", "a.1.y", "b"], "for layer in (model.a[0].x, model.a[1].y, model.b): draw(layer)"),
    // Too many to be read.
    (["a", "b", "c", "d", "e"], "draw(layer)"),
    // Of a module that is called twice, once.
    (["fc", "fc"], "draw(model.fc)"),
  ]

  @Test(arguments: lines.indices)
  func severalAlikeOnesAreALoop(_ index: Int) {
    let (paths, line) = Self.lines[index]
    #expect(PyTorchModules(paths).line { "draw(\($0))" } == line)
  }

  /// Blocks, embeddings and time steps have no weight that is drawn like a layer's.
  @Test func onlyLayersWithWeightsAreMeant() {
    let places = [
      Place(name: "fc", fanIn: 4, fanOut: 4), Place(name: "fc#2", fanIn: 4, fanOut: 4),
      Place(name: "block", kind: .block, units: 4),
      Place(name: "query", kind: .attention, fanIn: 4, fanOut: 4),
    ]
    let modules = PyTorchModules(of: places, named: ["fc", "fc#2", "block", "query"])
    #expect(modules.line { "draw(\($0))" } == "draw(model.fc)")
  }
}
