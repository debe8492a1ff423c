namespace ServerlessAffect.Pipeline.Training.Evaluation;

public sealed record GroupFigures(int N, double Accuracy, double Uar, double MacroF1);
