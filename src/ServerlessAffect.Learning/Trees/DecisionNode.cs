namespace ServerlessAffect.Learning.Trees;

/// <param name="Feature">Column that is asked about; -1 for a leaf.</param>
/// <param name="Threshold">Rows go left where their value is no larger.</param>
/// <param name="Left">Number of the node below; -1 for a leaf.</param>
/// <param name="Right">Number of the node below; -1 for a leaf.</param>
/// <param name="Shares">[classes], of the training rows that came here.</param>
public sealed record DecisionNode(int Feature, double Threshold, int Left, int Right, double[] Shares);
