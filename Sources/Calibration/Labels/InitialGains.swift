import Networks
import Theory

/// √(n · Var W) of the first weights, as the initializer has it and the fault changed it, over that of
/// the initializer made for the activation.
struct InitialGains {
  /// Hidden layers 1…L; layer 1 has the fan-in of the data, and the way forward counts.
  let layers: [Double]

  /// nil where the initializer looks at data, or makes all weights alike.
  init?(_ design: NetworkDesign, fault: PlantedFault?) {
    let width = design.widths[1]
    guard design.initializer.name != "lsuv",
      let matching = InitializerCatalog.named(design.activation.matchingInitializer),
      design.initializer.variance(fanIn: width, fanOut: width) > 0
    else { return nil }
    let usual = Double(width) * matching.variance(fanIn: width, fanOut: width)
    layers = (1...design.depth).map { layer in
      let (fanIn, fanOut) = (design.widths[layer - 1], design.widths[layer])
      let own = Double(fanIn) * design.initializer.variance(fanIn: fanIn, fanOut: fanOut)
      let gain = (own / usual).squareRoot()
      switch fault {
      case .scaledLayer(layer, let factor): return gain * factor
      case .scaledHidden(let factor): return gain * factor
      default: return gain
      }
    }
  }

  /// Over layers 2…L.
  var total: Double { layers.count > 1 ? layers.dropFirst().reduce(1, *) : layers[0] }
}
