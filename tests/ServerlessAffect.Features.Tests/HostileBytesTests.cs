using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests;

/// <summary>Whatever the bytes, a reader answers or refuses with a code.</summary>
public sealed class HostileBytesTests
{
    private static readonly ContentHash Schema = ContentHash.Compute("schema"u8);
    private static readonly byte[] Features = SparseFeaturesFile.Write(new SparseFeatures(new CsrMatrix(2, 9, [0, 1, 3], [4, 0, 8], [1, 2, 3]), [0, 1], []), Schema);

    [Fact]
    public void Feature_files_of_random_or_mutated_bytes_are_refused()
    {
        var mutated =
            from changes in Gen.Zip(Gen.Choose(0, Features.Length - 1), Gen.Choose(0, 255)).ListOf()
            from length in Gen.Frequency((3, Gen.Constant(Features.Length)), (1, Gen.Choose(0, Features.Length)))
            select Mutate(Features, changes)[..length];
        var bytes = Gen.OneOf(mutated, ArbMap.Default.GeneratorFor<byte[]>());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2_000)), Prop.ForAll(bytes.ToArbitrary(), b => IsReadOrRefused(() => SparseFeaturesFile.Read(b, Schema))));
    }

    [Fact]
    public void Arrays_of_random_or_mutated_bytes_are_refused()
    {
        var array = NpyFormat.Write(NpyArray.Of("a", "bc", "𝕏"));
        var mutated = Gen.Zip(Gen.Choose(0, array.Length - 1), Gen.Choose(0, 255)).ListOf().Select(changes => Mutate(array, changes));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2_000)), Prop.ForAll(mutated.ToArbitrary(), b => IsReadOrRefused(() => NpyFormat.Read(b, "x"))));
    }

    [Fact]
    public void Vocabularies_and_word_lists_of_mutated_bytes_are_refused()
    {
        var vocabulary = "0\ta\t2\n0\tb\\t\t3\n1\tcd\t14\n"u8.ToArray();
        var mutated = Gen.Zip(Gen.Choose(0, vocabulary.Length - 1), Gen.Elements<int>('\t', '\n', '\\', '0', '9', 'a', 0xFF, 0)).ListOf().Select(changes => Mutate(vocabulary, changes));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2_000)), Prop.ForAll(mutated.ToArbitrary(), b =>
            IsReadOrRefused(() => VocabularyFile.Read(b, 2)) && IsReadOrRefused(() => WordNetLists.FromAsset(b))));
    }

    private static byte[] Mutate(byte[] bytes, IEnumerable<(int Position, int Value)> changes)
    {
        var changed = bytes.ToArray();
        foreach (var (position, value) in changes)
        {
            changed[position] = (byte)value;
        }

        return changed;
    }

    private static bool IsReadOrRefused(Func<object> read)
    {
        try
        {
            return read() is not null;
        }
        catch (AffectException error)
        {
            return error.Code is ErrorCodes.DamagedFeatures or ErrorCodes.SchemaMismatch or ErrorCodes.DamagedModel;
        }
    }
}
