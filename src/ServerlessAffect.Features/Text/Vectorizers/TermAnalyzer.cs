namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>What the terms of a text are; scikit-learn's <c>analyzer</c>.</summary>
public enum TermAnalyzer
{
    /// <summary>Runs of tokens, joined by single blanks.</summary>
    Word,

    /// <summary>Runs of characters, across words; two or more white space characters count as one blank.</summary>
    Char,

    /// <summary>Runs of characters inside words, each word with one blank at either end.</summary>
    CharWb,
}
