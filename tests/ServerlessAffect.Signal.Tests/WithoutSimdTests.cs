using ServerlessAffect.Testing;

namespace ServerlessAffect.Signal.Tests;

/// <summary>Every other test of this project, again, with fewer vectors.</summary>
public class WithoutSimdTests
{
    [Theory]
    [InlineData(FewerVectors.None)]
    [InlineData(FewerVectors.Avx2)]
    public Task All_tests_pass_again_with_fewer_vectors(string vectors) => FewerVectors.RunAgainAsync(vectors, typeof(WithoutSimdTests).Assembly);

    [Fact]
    public void The_child_really_has_fewer_vectors() => Assert.False(FewerVectors.AreThere);
}
