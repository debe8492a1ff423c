namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <param name="Keep">How many terms stay: those whose weights move the scores of the training texts most. The members are fitted again on what stays.</param>
public sealed record RecipePruning(int Keep);
