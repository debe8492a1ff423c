namespace ServerlessAffect.Features.Text.Lemmas;

/// <summary>WordNet's parts of speech.</summary>
public enum WordNetPart
{
    Noun,
    Verb,
    Adjective,
    Adverb,
}
