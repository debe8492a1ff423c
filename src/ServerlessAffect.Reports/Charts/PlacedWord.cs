namespace ServerlessAffect.Reports.Charts;

/// <param name="X">Of its centre.</param>
/// <param name="Y">Of its centre, downwards.</param>
/// <param name="Size">Of its font.</param>
/// <param name="Width">Of the place that is its own.</param>
/// <param name="Height">Of the place that is its own.</param>
internal sealed record PlacedWord(WeightedWord Word, double X, double Y, double Size, double Width, double Height);
