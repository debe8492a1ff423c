namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>How scores become probabilities: temperatures fitted on predictions for training texts whose groups the fit had not seen.</summary>
public sealed record RecipeCalibration
{
    public const string Temperature = "temperature";

    /// <summary>The only method there is: <see cref="Temperature"/>.</summary>
    public string Method { get; init; } = Temperature;

    /// <summary>Stratified folds that no group straddles, 2 to 20.</summary>
    public int Folds { get; init; } = 5;

    public CalibrationGoal Goal { get; init; } = CalibrationGoal.LogLoss;
}
