package org.sparklaunch.livy.driver.policy;

import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.SchemaRelationProvider;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** A data source that is not a file format. */
public final class RemoteSource implements SchemaRelationProvider {

    @Override
    public BaseRelation createRelation(SQLContext context, Map<String, String> options, StructType columns) {
        return new BaseRelation() {
            @Override
            public SQLContext sqlContext() {
                return context;
            }

            @Override
            public StructType schema() {
                return columns;
            }
        };
    }
}
