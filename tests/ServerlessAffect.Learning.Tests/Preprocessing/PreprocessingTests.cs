using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Tests.Preprocessing;

public class PreprocessingTests
{
    [Fact]
    public void Labels_are_encoded_in_ordinal_order_and_come_back()
    {
        var encoder = LabelEncoder.Fit(["joy", "anger", "Zorn", "joy"]);

        Assert.Equal(["Zorn", "anger", "joy"], encoder.Classes);
        Assert.Equal([2, 1, 0], encoder.Transform(["joy", "anger", "Zorn"]));
        Assert.Equal(["joy", "Zorn"], encoder.InverseTransform([2, 0]));
    }

    [Fact]
    public void Classes_in_an_order_of_their_own_keep_it() => Assert.Equal([1, 0], LabelEncoder.Of(["b", "a"]).Transform(["a", "b"]));

    [Fact]
    public void An_unknown_label_is_refused_by_its_row()
    {
        var error = Assert.Throws<AffectException>(() => LabelEncoder.Of(["a"]).Transform(["a", "secret"]));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
        Assert.Contains("row 1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_column_is_only_centred_however_its_mean_rounds()
    {
        var x = new DenseMatrix(49, 1);
        Array.Fill(x.Values, 0.1);
        var scaler = StandardScaler.Fit(x);

        Assert.Equal(1, scaler.Scale[0]);
        Assert.All(scaler.Transform(x).Values, v => Assert.Equal(0, v, 1e-15));
    }

    [Fact]
    public void A_row_of_zeros_stays() => Assert.Equal([0, 0, 0.6, 0.8], Normalizer.Transform(new DenseMatrix(2, 2, [0, 0, 3, 4])).Values);

    [Fact]
    public void Other_columns_than_the_fitted_ones_are_refused() =>
        Assert.Throws<ArgumentException>(() => StandardScaler.Fit(new DenseMatrix(2, 2)).Transform(new DenseMatrix(2, 3)));

    [Fact]
    public void Too_few_rows_of_a_class_cannot_be_over_sampled() =>
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new Smote().FitResample(new DenseMatrix(4, 1, [1, 2, 3, 4]), [0, 0, 0, 1])).Code);
}
