using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Audio;

/// <summary>The tests of the descriptors, again, with fewer vectors.</summary>
public class WithoutSimdTests
{
    [Theory]
    [InlineData(FewerVectors.None)]
    [InlineData(FewerVectors.Avx2)]
    public Task The_descriptors_are_the_same_with_fewer_vectors(string vectors) =>
        FewerVectors.RunAgainAsync(vectors, typeof(WithoutSimdTests).Assembly, "FullyQualifiedName~Descriptor");

    [Fact]
    public void The_child_of_descriptors_really_has_fewer_vectors() => Assert.False(FewerVectors.AreThere);
}
