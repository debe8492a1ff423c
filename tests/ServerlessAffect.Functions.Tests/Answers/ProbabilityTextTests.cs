using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Functions.Answers;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Answers;

public class ProbabilityTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.5")]
    [InlineData(0.0000001, "0.0000001")]
    [InlineData(0.9999999, "0.9999999")]
    [InlineData(0.12, "0.12")]
    [InlineData(0.1234567891, "0.1234567891")]
    [InlineData(2.25, "2.25")]
    [InlineData(-0.5, "-0.5")]
    public void A_number_is_written_with_its_shortest_digits(double value, string text) => Assert.Equal(text, Write(value));

    [Fact]
    public void What_is_written_reads_back_as_the_same_number()
    {
        Prop.ForAll(Gen.Choose(0, 10_000_000).ToArbitrary(), whole => Reads(Math.Round(whole / 1e7, 7))).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2000)));
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), value => Reads(value.Get)).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1000)));
    }

    private static bool Reads(double value) => double.Parse(Write(value), CultureInfo.InvariantCulture).Equals(value);

    private static string Write(double value)
    {
        Span<byte> bytes = stackalloc byte[ProbabilityText.MaxLength];
        return Encoding.ASCII.GetString(bytes[..ProbabilityText.Write(value, bytes)]);
    }
}
