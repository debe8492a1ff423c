using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Cluster;

public class GaussianMixtureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(14)]
    public void One_component_has_the_mean_and_the_covariance_of_the_rows(int columns)
    {
        var x = Invented.Matrix(6, 300, columns);
        var mixture = new GaussianMixture { RegCovar = 0 }.Fit(x);
        var tied = new GaussianMixture { RegCovar = 0, Covariance = CovarianceKind.Tied }.Fit(x);
        for (var i = 0; i < columns; i++)
        {
            Assert.Equal(Enumerable.Range(0, 300).Average(r => x[r, i]), mixture.Means[0, i], 1e-12);
            for (var j = 0; j < columns; j++)
            {
                var covariance = Enumerable.Range(0, 300).Average(r => (x[r, i] - mixture.Means[0, i]) * (x[r, j] - mixture.Means[0, j]));
                Assert.Equal(covariance, mixture.Covariances[(i * columns) + j], 1e-12);
                Assert.Equal(covariance, tied.Covariances[(i * columns) + j], 1e-12);
            }
        }
    }

    [Fact]
    public void The_likelihood_rises_to_the_end()
    {
        var x = Invented.Matrix(9, 500, 4);
        var bounds = Enumerable.Range(1, 12).Select(n => new GaussianMixture { Components = 3, Tolerance = 0, MaxIterations = n }.Fit(x).LowerBound).ToArray();

        Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-12));
    }

    [Fact]
    public void More_starts_are_no_worse()
    {
        var x = Invented.Matrix(12, 300, 3);

        Assert.True(new GaussianMixture { Components = 5, NInit = 4 }.Fit(x).LowerBound >= new GaussianMixture { Components = 5 }.Fit(x).LowerBound);
    }

    [Theory]
    [InlineData(CovarianceKind.Full)]
    [InlineData(CovarianceKind.Diagonal)]
    public void Rows_without_a_volume_are_told_so(CovarianceKind kind)
    {
        var error = Assert.Throws<AffectException>(() => new GaussianMixture { RegCovar = 0, Covariance = kind }.Fit(new DenseMatrix(3, 2, [1, 2, 1, 2, 1, 2])));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
        Assert.Contains("RegCovar", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_of_another_shape_is_refused()
    {
        var x = Invented.Matrix(1, 30, 3);

        Assert.Throws<ArgumentException>(() => new GaussianMixture { Components = 2, Init = new MixtureStart(new DenseMatrix(2, 2)) }.Fit(x));
        Assert.Throws<ArgumentException>(() => new GaussianMixture { Components = 2, Init = new MixtureStart(new DenseMatrix(2, 3), [0.5, 0.6]) }.Fit(x));
    }
}
