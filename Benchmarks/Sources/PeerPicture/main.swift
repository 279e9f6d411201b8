// Draws what peers/compare.py measured: PeerPicture TIMES.json PICTURE.png

import Charts
import Foundation

guard CommandLine.arguments.count == 3 else {
  print("usage: PeerPicture TIMES.json PICTURE.png")
  exit(64)
}
let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
let results = try JSONDecoder().decode([PeerResult].self, from: data)
let picture = PeerPicture(results: results)
try Picture.render(
  to: CommandLine.arguments[2], size: picture.size,
  metadata: [TextEntry("gradscope:command", "make bench")]
) { picture.draw(on: $0) }
