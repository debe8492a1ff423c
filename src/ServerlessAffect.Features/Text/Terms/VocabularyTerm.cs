namespace ServerlessAffect.Features.Text.Terms;

/// <param name="Block">Number of the term's block, from 0.</param>
/// <param name="Term">Its text.</param>
/// <param name="DocumentFrequency">How many of the fitted texts hold it.</param>
internal readonly record struct VocabularyTerm(int Block, string Term, int DocumentFrequency);
