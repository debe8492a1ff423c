namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <param name="TargetAccuracy">Above 0, at most 1: readings are unsure below the smallest confidence at which the others were this accurate in training's held-out predictions.</param>
public sealed record RecipeUnsure(double TargetAccuracy);
