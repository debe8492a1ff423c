namespace ServerlessAffect.Pipeline.Training.Evaluation;

public sealed record ClassFigures(int N, double Precision, double Recall, double F1);
