using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Pipeline.Exploration.Measuring;

/// <summary>The words of an archive of texts.</summary>
/// <param name="Texts">[texts], as they were counted: without links, entities resolved.</param>
/// <param name="Terms">Words and pairs of words, in column order.</param>
/// <param name="Counts">[texts, terms], how often each stands in each.</param>
/// <param name="Links">[texts], how many links each has.</param>
internal sealed record TermTable(IReadOnlyList<string> Texts, IReadOnlyList<string> Terms, CsrMatrix Counts, IReadOnlyList<int> Links);
