using ServerlessAffect.Features.Text;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Tests.Text.Vectorizers;

public sealed class RememberedWordsTests
{
    private const uint Hash = 7;
    private readonly RememberedWords _words = new();
    private readonly IntBuffer _found = new();

    [Fact]
    public void A_word_brings_its_columns_with_their_repeats()
    {
        Assert.False(_words.TryAdd("bank", Hash, _found));
        _words.Remember("bank", Hash, [5, 3, 5]);
        Assert.True(_words.TryAdd("bank", Hash, _found));
        Assert.Equal([5, 3, 5], _found.Written.ToArray());
    }

    [Fact]
    public void Another_word_of_the_same_hash_is_not_taken_for_it_and_takes_its_place()
    {
        _words.Remember("bank", Hash, [5]);
        Assert.False(_words.TryAdd("rate", Hash, _found));
        _words.Remember("rate", Hash, [6]);
        Assert.False(_words.TryAdd("bank", Hash, _found));
        Assert.True(_words.TryAdd("rate", Hash, _found));
        Assert.Equal([6], _found.Written.ToArray());
    }

    [Fact]
    public void A_long_word_is_not_kept()
    {
        var word = new string('a', 33);
        _words.Remember(word, Hash, [5]);
        Assert.False(_words.TryAdd(word, Hash, _found));
    }
}
