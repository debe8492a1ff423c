namespace ServerlessAffect.Learning.Discriminant;

/// <summary>How far a covariance is drawn towards a multiple of the identity; scikit-learn's <c>shrinkage</c>.</summary>
public sealed record Shrinkage
{
    private Shrinkage(double? amount) => Amount = amount;

    /// <summary>As much as expected error is least for (Ledoit and Wolf 2004), for every class by itself, on standardised columns.</summary>
    public static Shrinkage Auto { get; } = new((double?)null);

    /// <summary>Null for <see cref="Auto"/>.</summary>
    internal double? Amount { get; }

    /// <summary>(1 - amount) covariance + amount (mean variance) identity.</summary>
    /// <param name="amount">Above 0, at most 1.</param>
    public static Shrinkage Of(double amount) => amount > 0 && amount <= 1
        ? new Shrinkage(amount)
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "Expected an amount above 0 and at most 1.");
}
