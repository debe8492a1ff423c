using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Lemmas;

namespace ServerlessAffect.Features.Tests.Text.Lemmas;

public sealed class WordNetListsTests : IDisposable
{
    private static readonly WordNetPart[] All = Enum.GetValues<WordNetPart>();
    private readonly TemporaryFolder _folder = new();
    private readonly WordNetLists _lists;

    public WordNetListsTests()
    {
        _folder.Write("index.noun", "  1 a line of the licence\ncompany n 1\nbus n 1\nbox n 1\nwolf n 1\nman n 1\ngoose n 1\nstock_market n 1\nbuzz n 1\nchurch n 1\n");
        _folder.Write("index.verb", "rise v 1\nbuy v 1\nstop v 1\nchange v 1\nbe v 1\n");
        _folder.Write("index.adj", "large a 1\nhigh a 1\ngood a 1\n");
        _folder.Write("index.adv", "well r 1\n");
        _folder.Write("noun.exc", "geese goose\n");
        _folder.Write("verb.exc", "rose rise\nbought buy\nwas be\nstopped stop\n");
        _folder.Write("adj.exc", "better good\nbest good\n");
        _folder.Write("adv.exc", "best well\nbetter well\n");
        _lists = WordNetFolder.Read(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("companies", WordNetPart.Noun, "company")]
    [InlineData("buses", WordNetPart.Noun, "bus")]
    [InlineData("boxes", WordNetPart.Noun, "box")]
    [InlineData("wolves", WordNetPart.Noun, "wolf")]
    [InlineData("men", WordNetPart.Noun, "man")]
    [InlineData("churches", WordNetPart.Noun, "church")]
    [InlineData("geese", WordNetPart.Noun, "goose")]
    [InlineData("rising", WordNetPart.Verb, "rise")]
    [InlineData("rose", WordNetPart.Verb, "rise")]
    [InlineData("changed", WordNetPart.Verb, "change")]
    [InlineData("bought", WordNetPart.Verb, "buy")]
    [InlineData("larger", WordNetPart.Adjective, "large")]
    [InlineData("highest", WordNetPart.Adjective, "high")]
    [InlineData("better", WordNetPart.Adverb, "well")]
    public void Inflected_forms_lead_to_their_lemma(string word, WordNetPart part, string lemma) =>
        Assert.Equal([lemma], _lists.Morphy(word, part));

    [Fact]
    public void Unknown_words_and_compounds_have_no_lemma()
    {
        Assert.Empty(_lists.Morphy("unseen", WordNetPart.Noun));
        Assert.Empty(_lists.Morphy("stock_market", WordNetPart.Noun));
    }

    [Fact]
    public void The_lemmatizer_asks_the_parts_in_order_and_keeps_unknown_words()
    {
        var lemmatizer = new WordNetLemmatizer(_lists, [WordNetPart.Adjective, WordNetPart.Adverb, WordNetPart.Verb]);
        Assert.Equal("good", lemmatizer.Lemmatize("better").ToString());
        Assert.Equal("rise", lemmatizer.Lemmatize("rising").ToString());
        Assert.Equal("$TSLA", lemmatizer.Lemmatize("$TSLA").ToString());
    }

    [Fact]
    public void Lists_survive_the_model_file()
    {
        var again = WordNetLists.FromAsset(_lists.ToAsset(All));
        Assert.Equal(_lists.ToAsset(All), again.ToAsset(All));
        Assert.Equal(["goose"], again.Morphy("geese", WordNetPart.Noun));
    }

    [Fact]
    public void The_model_file_has_the_licence_and_only_the_parts_that_are_used()
    {
        var again = WordNetLists.FromAsset(_lists.ToAsset([WordNetPart.Verb]));

        Assert.Equal(["1 a line of the licence"], again.Notice);
        Assert.Equal(["rise"], again.Morphy("rose", WordNetPart.Verb));
        Assert.Empty(again.Morphy("geese", WordNetPart.Noun));
    }

    [Fact]
    public void Words_and_irregular_forms_may_lie_in_different_folders()
    {
        using var other = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(other.Path, "data"));
        foreach (var file in Directory.GetFiles(_folder.Path, "*.exc"))
        {
            File.Move(file, Path.Combine(other.Path, "data", Path.GetFileName(file)));
        }

        Assert.False(WordNetFolder.Read(_folder.Path).HasIrregularForms);
        var both = WordNetFolder.Read(_folder.Path, other.Path);
        Assert.True(both.HasIrregularForms);
        Assert.Equal(_lists.ToAsset(All), both.ToAsset(All));
    }

    [Fact]
    public void A_word_of_any_length_is_looked_up_without_memory()
    {
        string[] words = ["companies", "geese", "unseen", new string('s', 100_000)];
        var lemmatizer = new WordNetLemmatizer(_lists, All);
        Lemmatize();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Lemmatize();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Lemmatize()
        {
            foreach (var word in words)
            {
                _ = lemmatizer.Lemmatize(word);
            }
        }
    }

    [Fact]
    public void Irregular_forms_are_optional_but_word_lists_are_not()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*.exc"))
        {
            File.Delete(file);
        }

        Assert.Empty(WordNetFolder.Read(_folder.Path).Morphy("geese", WordNetPart.Noun));
        File.Delete(Path.Combine(_folder.Path, "index.adv"));
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => WordNetFolder.Read(_folder.Path)).Code);
    }

    [Fact]
    public void A_damaged_model_file_is_refused() =>
        Assert.Equal(ErrorCodes.DamagedModel, Assert.Throws<AffectException>(() => WordNetLists.FromAsset("7\tword\n"u8)).Code);
}
