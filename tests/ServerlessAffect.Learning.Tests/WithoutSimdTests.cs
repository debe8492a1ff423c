using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Learning.Tests;

/// <summary>The kernel learners and searches on machines with narrower vectors than this one.</summary>
public class WithoutSimdTests
{
    [Theory]
    [InlineData(FewerVectors.None)]
    [InlineData(FewerVectors.Avx2)]
    public Task Products_hold_their_tests_with_fewer_vectors(string vectors) => FewerVectors.RunAgainAsync(
        vectors, typeof(WithoutSimdTests).Assembly, "FullyQualifiedName~MatrixProduct|FullyQualifiedName~PackedRows|FullyQualifiedName~GramMatrix|FullyQualifiedName~SymmetricEigen|FullyQualifiedName~LeadingEigenpairs|FullyQualifiedName~GaussianMixtureTests|FullyQualifiedName~AffinityPropagationTests|FullyQualifiedName~SilhouetteTests|FullyQualifiedName~The_child|FullyQualifiedName~A_product_has|FullyQualifiedName~Distances_have");

    [Fact]
    public void The_child_of_kernel_learners_really_has_fewer_vectors() => Assert.False(FewerVectors.AreThere);

    [Fact]
    public void A_product_has_the_same_bits_on_every_machine()
    {
        var product = MatrixProduct.WithItself(Invented.Matrix(5, 21, 1203), 1, CancellationToken.None);
        var bits = 0UL;
        foreach (var value in product.Values)
        {
            bits = unchecked((bits * 1099511628211) + BitConverter.DoubleToUInt64Bits(value));
        }

        Assert.Equal(1163305380814381797UL, bits);
    }
}
