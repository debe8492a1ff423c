using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text;

/// <summary>Turns texts into the sparse rows of one schema. Safe for concurrent use.</summary>
public interface ITextExtractor
{
    FeatureSchema Schema { get; }

    /// <returns>[texts, columns of the schema].</returns>
    CsrMatrix Extract(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>One text's row: the same entries as <see cref="Extract(IReadOnlyList{string}, CancellationToken)"/> gives it.</summary>
    /// <returns>Valid until <paramref name="text"/> is used again or disposed.</returns>
    SparseRow Extract(SharedText text);
}
