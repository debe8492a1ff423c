namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>A symmetric matrix of which only products are known. Safe for threads.</summary>
internal interface ISymmetricOperator
{
    /// <summary>Rows, and columns.</summary>
    int Size { get; }

    /// <summary>product = A x, both [<see cref="Size"/>, any], the same bits for any number of threads.</summary>
    void Multiply(DenseMatrix x, DenseMatrix product, int parallelism, CancellationToken cancellationToken);
}
