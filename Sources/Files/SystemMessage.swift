import Foundation
import Texts

/// The system's own words for an error number, for a reason this program has no advice about.
func systemMessage(_ code: Int32) -> String {
  String(cString: strerror(code)).inQuotes
}
