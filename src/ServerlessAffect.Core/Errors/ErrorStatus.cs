namespace ServerlessAffect.Core.Errors;

/// <summary>The HTTP status of every code: the one table, as <c>docs/errors.md</c> prints it.</summary>
public static class ErrorStatus
{
    /// <summary>4xx only for what the caller can mend by asking differently; whatever is not named here is a fault on our side and 500.</summary>
    public static int Of(string code) => code switch
    {
        ErrorCodes.EmptyFile or ErrorCodes.EmptyText or ErrorCodes.EmptyTable or ErrorCodes.DocumentTooLong or ErrorCodes.NotText
            or ErrorCodes.UndecodableText or ErrorCodes.MalformedTable or ErrorCodes.MalformedJson or ErrorCodes.UnknownColumn
            or ErrorCodes.TooManyColumns or ErrorCodes.UnsafeName or ErrorCodes.UnknownFeatureSet or ErrorCodes.UnknownRecipe
            or ErrorCodes.InvalidRecipe or ErrorCodes.UnknownData or ErrorCodes.InvalidData or ErrorCodes.InvalidRequest => 400,
        ErrorCodes.Unauthorized => 401,
        ErrorCodes.PermissionDenied => 403,
        ErrorCodes.NotFound or ErrorCodes.UnknownModel => 404,
        ErrorCodes.Conflict or ErrorCodes.FormatConflict => 409,
        ErrorCodes.FileTooLarge or ErrorCodes.TooLong => 413,
        ErrorCodes.UnsupportedType or ErrorCodes.UnsupportedModality => 415,
        ErrorCodes.NotSound or ErrorCodes.MalformedSound or ErrorCodes.UnsupportedSound or ErrorCodes.NoSound or ErrorCodes.SilentSound or ErrorCodes.NotFinite
            or ErrorCodes.TooShort or ErrorCodes.SampleRateTooLow or ErrorCodes.DecodingLimit => 422,
        ErrorCodes.TooManyRequests => 429,
        ErrorCodes.NoModel or ErrorCodes.StorageUnavailable or ErrorCodes.StorageDenied or ErrorCodes.DecoderFailed or ErrorCodes.MissingPurpose => 503,
        ErrorCodes.TimedOut => 504,
        _ => 500,
    };
}
