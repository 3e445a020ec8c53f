export { createBucketStore as bucketStore } from '@waybill/store';
