using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Requests;

public class LabelRequestTests
{
    [Fact]
    public void Whatever_a_stranger_sends_is_read_or_refused()
    {
        var valid = Encoding.UTF8.GetBytes("""{"model":"mood","label":"gl\u00e4d ä","row":12,"by":"ann"}""");
        var mutated =
            from changes in Gen.Zip(Gen.Choose(0, valid.Length - 1), Gen.OneOf(Gen.Choose(0, 255), Gen.Elements<int>('"', '\\', '{', '}', '[', ',', ':', '9', '-', 'e'))).ListOf()
            select Mutate(valid, changes);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(2_000)), Prop.ForAll(Gen.OneOf(mutated, ArbMap.Default.GeneratorFor<byte[]>()).ToArbitrary(), body =>
        {
            try
            {
                return LabelRequest.Parse(new ReadOnlySequence<byte>(body)).ModelName is not null;
            }
            catch (AffectException refused)
            {
                return refused.Code is ErrorCodes.MalformedJson or ErrorCodes.InvalidRequest;
            }
        }));
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
}
