namespace ServerlessAffect.Learning.Optimisation;

/// <summary>Finds how far to go along a direction. Holds the state of one search; not safe for threads.</summary>
internal interface ILineSearch
{
    /// <summary>The accepted point, after <see cref="Find"/> returned true; like <see cref="Gradient"/> overwritten by the next search.</summary>
    double[] Point { get; }

    double[] Gradient { get; }

    double Value { get; }

    /// <param name="origin">Where the search starts; kept as it is.</param>
    /// <param name="value">The objective at <paramref name="origin"/>.</param>
    /// <param name="direction">Same length.</param>
    /// <param name="slope">Gradient · direction at <paramref name="origin"/>, below 0.</param>
    /// <param name="firstStep">What is tried first, above 0.</param>
    /// <param name="cancellationToken">Handed to every evaluation.</param>
    /// <returns>Whether a point was found that may be gone to.</returns>
    bool Find(double[] origin, double value, double[] direction, double slope, double firstStep, CancellationToken cancellationToken);
}
