namespace ServerlessAffect.Learning.Cluster;

/// <summary>A row of SciPy's linkage table. Numbers below the number of rows are rows; rows + i is what merge i made.</summary>
/// <param name="First">The lower number of the two that are merged.</param>
/// <param name="Second">The higher.</param>
/// <param name="Distance">Between the two; never falls from one merge to the next.</param>
/// <param name="Size">Rows of the merged cluster.</param>
public readonly record struct Merge(int First, int Second, double Distance, int Size);
