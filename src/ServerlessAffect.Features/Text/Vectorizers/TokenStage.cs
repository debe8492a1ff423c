using ServerlessAffect.Features.Text.Tokens;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>The tokens that one source makes of a prepared text.</summary>
internal sealed class TokenStage(TokenSource source)
{
    private readonly TokenList _found = new();
    private readonly TokenList _changed = new();
    private TokenList? _tokens;
    private int _version;

    public TokenSource Source => source;

    /// <param name="prepared">The text.</param>
    /// <param name="version">Of the text: tokens of this one are not made again.</param>
    public TokenList Of(PreparedText prepared, int version)
    {
        if (_tokens is null || _version != version)
        {
            _tokens = source.Tokens(prepared, _found, _changed);
            _tokens.Hash();
            _version = version;
        }

        return _tokens;
    }
}
