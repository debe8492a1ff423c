namespace ServerlessAffect.Features.Npz;

/// <param name="Name">In the file, without <c>.npy</c>.</param>
/// <param name="Dtype">numpy's name of the element type.</param>
/// <param name="Shape">First axis first.</param>
public sealed record ArrayDescription(string Name, string Dtype, IReadOnlyList<int> Shape);
