using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.Manifold;

namespace ServerlessAffect.Learning.Tests.Manifold;

public class PerplexitySearchTests
{
    [Fact]
    public void Every_neighbourhood_has_the_perplexity_that_was_asked_for()
    {
        var cases = from neighbors in Gen.Choose(3, 200)
                    from share in Gen.Choose(1, 98)
                    from scale in Gen.Elements(1e-8, 1, 1e12)
                    from seed in Gen.Choose(0, 1000)
                    select (neighbors, Perplexity: 1.01 + ((neighbors - 1.02) * share / 100), scale, seed);
        Check.One(SampleProblem.Tests(100), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var p = Invented.Matrix(c.seed, 1, c.neighbors).Values.Select(v => (v + 1.5) * c.scale).ToArray();
            PerplexitySearch.Search(p, new double[p.Length], c.Perplexity);

            Assert.Equal(1, p.Sum(), 1e-12);
            Assert.Equal(c.Perplexity, Math.Exp(-p.Sum(v => v == 0 ? 0 : v * Math.Log(v))), 1e-9 * c.Perplexity);
        }));
    }

    [Fact]
    public void More_equally_near_rows_than_the_perplexity_share_it_evenly()
    {
        double[] p = [4, 1, 1, 1, 1, 9];
        PerplexitySearch.Search(p, new double[6], 2);

        Assert.Equal([0, 0.25, 0.25, 0.25, 0.25, 0], p);
    }
}
