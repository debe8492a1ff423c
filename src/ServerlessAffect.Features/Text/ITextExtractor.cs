using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text;

/// <summary>Turns texts into the sparse rows of one schema. Safe for concurrent use.</summary>
public interface ITextExtractor
{
    FeatureSchema Schema { get; }

    /// <returns>[texts, columns of the schema].</returns>
    CsrMatrix Extract(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}
