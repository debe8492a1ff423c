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

    /// <summary>Runs of the tokens' shapes (<see cref="Tokens.TokenShape"/>), with a mark at the start and one for the number of links at the end.</summary>
    Shape,

    /// <summary>The first one, two and three tokens, the last one and two, and each of the first three by itself, marked as such.</summary>
    Position,

    /// <summary>Every two different tokens of a text, wherever they stand.</summary>
    Pair,
}
