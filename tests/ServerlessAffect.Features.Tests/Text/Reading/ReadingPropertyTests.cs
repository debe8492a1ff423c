using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Text.Reading;

public sealed class ReadingPropertyTests
{
    private static readonly string[] Formats = ["txt", "csv", "jsonl"];

    private static readonly string[] Seeds =
    [
        "text,label\n\"a \"\"b\"\"\",1\nc,2\n",
        "{\"text\":\"a\",\"n\":1}\n\"b\"\n",
        "Grüße – 𝕏 \u0000\r\n",
    ];

    [Fact]
    public void Random_bytes_are_read_or_refused_with_a_code() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1_000)), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), IsReadOrRefused));

    [Fact]
    public void Mutated_files_are_read_or_refused_with_a_code()
    {
        var mutated =
            from seed in Gen.Elements(Seeds)
            from changes in Gen.ListOf(Gen.Zip(Gen.Choose(0, 200), Gen.Choose(0, 255)))
            from copies in Gen.Choose(1, 3)
            select Mutate(string.Concat(Enumerable.Repeat(seed, copies)), changes);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(1_000)), Prop.ForAll(mutated.ToArbitrary(), IsReadOrRefused));
    }

    [Fact]
    public void Csv_fields_come_back_whatever_they_hold()
    {
        var field = Gen.Elements("a", "\"", ",", "\r", "\n", "\r\n", "ä", "𝕏", " ", ";", "\t").ListOf().Select(string.Concat);
        var fields = field.Where(f => !string.IsNullOrWhiteSpace(f)).NonEmptyListOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()), Prop.ForAll(fields.ToArbitrary(), texts =>
        {
            var content = "id,text\n" + string.Concat(texts.Select((t, i) => $"{i},\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n"));
            return Documents.ReadAsync(content, "csv").Result.Select(r => r.Text).SequenceEqual(texts);
        }));
    }

    private static byte[] Mutate(string seed, IEnumerable<(int Position, int Value)> changes)
    {
        var bytes = Encoding.UTF8.GetBytes(seed);
        foreach (var (position, value) in changes)
        {
            bytes[position % bytes.Length] = (byte)value;
        }

        return bytes;
    }

    private static bool IsReadOrRefused(byte[] content)
    {
        foreach (var format in Formats)
        {
            try
            {
                var rows = Documents.ReadAsync(content, format).GetAwaiter().GetResult();
                Assert.Equal(Enumerable.Range(0, rows.Count), rows.Select(r => r.Row));
                Assert.All(rows, r => Assert.True((r.Text is null) == (r.Rejected is not null)));
            }
            catch (AffectException error)
            {
                Assert.NotEqual(ErrorCodes.Internal, error.Code);
            }
        }

        return true;
    }
}
