import Tensors

/// Values that no option expects, or hardly.
enum Extremes {
  /// Any of them.
  static func value(using generator: inout SeededGenerator) -> String {
    values.randomElement(using: &generator) ?? ""
  }

  private static let values: [String] =
    [
      "", " ", "0", "-0", "1", "-1", "2", "7", "0.5", "1.0", "1e3", "1e308", "-1e308", "1e-308",
      "1e-400",
      "1e999", "nan", "-nan", "inf", "-inf", "infinity", "0x10", "1_000", "1,5", "+1", "٣", "１",
      "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
      "-9223372036854775808", "18446744073709551615", "18446744073709551616", "1e19",
      "65536", "65537", "1000", "1001", "10000001",
      "a", "A", "relu", "RELU", "relu:", "relu:0", "leaky-relu:", "leaky-relu:nan",
      "leaky-relu:1e999",
      "normal:", "normal:-1", "normal:0", "normal:1e308", "uniform:inf", "constant:nan", "fan-in:0",
      "fan-in:1e30", "orthogonal:1e-30", "warmup:", "warmup:0", "step:0", "step:1:nan", "cosine:-1",
      "digits", "xor", "sine", "d.csv", "d.csv,d.csv", "train-images-idx3-ubyte", "gain=1:2:3",
      "gain=", "gain=1:2:0", "gain=2:1:5:log", "gain=1:2:1000000", "width=0", "depth=1e9", "=1",
      "x=",
      "vanishedShare=", "vanishedShare=nan", "vanishedShare=-1", "frobnicate=1", "=",
      "relu-he,", ",", ",,,", "relu-he,relu-he", "last", "1", "999", "text", "json", "error",
      "8,4", "128,64,32", "8,,4", "8, 4", "1,1,1,1,1", "tanh,relu", "relu,relu,relu", "0,0.2",
      "0.5", "none,batch",
      "layer,layer", "softmax", "sigmoid", "none", "auto", "mae", "huber:0.5", "huber:nan",
      "huber:1e-320",
      "sum", "adagrad", "exponential", "mish", "hard-tanh", "a,b", "1,2", "n.yaml",
      "run.gradscope.jsonl",
      "optimizer=sgd,adam", "depth=0,2", "seed=1,2", "widths=4,2;2,4", "dataset=d.csv,xor",
      "residual=yes,no",
      "vary=1,2", "steps=1,1", "batch-size=1,2", "output=a,b", "optimizer=",
      "--", "-", "-h", "--help", "--steps", "%s%n%d", "$(id)", "`id`", "'", "\"", "\\", "*", "?",
      "~",
      "../..", "/", "\n", "a\nb", "\r", "\t", "\u{7}", "\u{1B}[31mred\u{1B}[0m",
      "\u{1B}]0;title\u{7}",
      "\u{202E}drawkcab", "\u{200B}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{9B}31m", "é",
      "e\u{301}",
      "日本語", "👩‍👩‍👧‍👦", "\u{10FFFF}", "\u{FFFD}",
    ] + [300, 5_000, 100_000].map { String(repeating: "x", count: $0) }
    + [String(repeating: "a\u{301}", count: 3_000), String(repeating: "1", count: 400)]
}
