/// What is known of a healthy run.
public enum Guide {
  /// ‖ΔW‖ / ‖W‖ of a healthy step.
  public static let updateRatio = 1e-3
}
