using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Storage.Blobs;
using ServerlessAffect.Storage.Media;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Storage.Tests.Blobs;

/// <summary>Whatever somebody wrote over a document of ours, it is read or refused with a code.</summary>
public class JsonDocumentTests
{
    [Fact]
    public void Items_of_mutated_bytes_are_refused() => IsReadOrRefused(Samples.Item("words"));

    [Fact]
    public void Predictions_of_mutated_bytes_are_refused() => IsReadOrRefused(Samples.Prediction("words"));

    [Fact]
    public void Labels_of_mutated_bytes_are_refused() => IsReadOrRefused(new ItemLabel("mood", 3, "glad", "Ann Öz", Samples.Noon));

    [Fact]
    public void Releases_of_mutated_bytes_are_refused() => IsReadOrRefused(new ModelRelease(1, "mood", "20260304-0123abcd", Samples.Hash("manifest"), Samples.Noon, "first version"));

    [Fact]
    public void Reasons_of_mutated_bytes_are_refused() => IsReadOrRefused(new QuarantineReason("été/ζ.txt", "empty-file", "The file is empty.", Samples.Noon));

    private static void IsReadOrRefused<T>(T document)
        where T : class
    {
        var written = JsonDocuments.Write(document).ToArray();
        var mutated =
            from edits in Gen.Choose(1, 4)
            from places in Gen.ArrayOf(Gen.Choose(0, written.Length - 1), edits)
            from values in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 255), Gen.Elements<int>('"', '\\', '{', '}', '[', ']', ',', ':', '0', '9', '-', 'e', 'n')), edits)
            from length in Gen.Frequency((3, Gen.Constant(written.Length)), (1, Gen.Choose(0, written.Length)))
            select Mutate(written, places, values)[..length];
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2_000)), Prop.ForAll(Gen.OneOf(mutated, ArbMap.Default.GeneratorFor<byte[]>()).ToArbitrary(), bytes =>
        {
            try
            {
                return JsonDocuments.Parse<T>(bytes, "container", "blob") is not null;
            }
            catch (AffectException refused)
            {
                return refused.Code == ErrorCodes.DamagedDocument;
            }
        }));
    }

    private static byte[] Mutate(byte[] bytes, int[] places, int[] values)
    {
        var changed = bytes.ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            changed[places[i]] = (byte)values[i];
        }

        return changed;
    }
}
